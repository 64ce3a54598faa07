/** An address as it may be shown: user, password and query are masked, rather too much than too little. */
export function withoutSecrets(address: string): string {
	return address.replace(/:\/\/\S*@/v, '://***@').replace(/(?<start>:\/\/[^?]*\?).+/v, '$<start>…');
}
