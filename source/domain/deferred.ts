/** A promise with the means to settle it. */
export type Deferred<Value> = {
	readonly promise: Promise<Value>;
	readonly resolve: (value: Value) => void;
	readonly reject: (error: unknown) => void;
};

export function createDeferred<Value>(): Deferred<Value> {
	const settlers: {resolve?: Deferred<Value>['resolve']; reject?: Deferred<Value>['reject']} = {};
	const promise = new Promise<Value>((resolve, reject) => {
		settlers.resolve = resolve;
		settlers.reject = reject;
	});
	return {
		promise,
		resolve(value) {
			settlers.resolve?.(value);
		},
		reject(error) {
			settlers.reject?.(error);
		},
	};
}
