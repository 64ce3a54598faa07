import {droppedOf} from '../../../domain/ledger.js';
import type {Snapshot} from '../../../contract/snapshot.js';
import {span, type Row, type Tone} from '../../theme/theme.js';
import {bytes, grouped} from '../../../text/format.js';
import {cut, left, right} from '../../../text/columns.js';

/** The width from which on more room would only part labels and figures. */
export const widestLedger = 64;

const labelWidth = 14;

/** Columns of the numbers beside what they mean: they don't move while a number grows to nine digits. */
const leastNumber = 11;

/** Columns of the bytes: `87.6 KiB` and a gap, a wider one where there is room. */
const [leastBytesWidth, bytesWidth] = [9, 12];

/** Where every accepted record is now: a term a line, or where rows are few, as many beside each other as fit; at the least what is lost. */
export function ledgerRows(snapshot: Snapshot, width: number, rows: number): readonly Row[] {
	const terms = termsOf(snapshot);
	if (rows >= terms.length) {
		const room = width - widestNumber(terms) - labelWidth - 1;
		const forBytes = room >= bytesWidth ? bytesWidth : leastBytesWidth;
		return terms.map(term => termRow(term, width, room >= forBytes ? forBytes : 0));
	}

	const columns = Math.ceil(terms.length / rows);
	const columnWidth = Math.floor((width + gap) / columns) - gap;
	return columnWidth < labelWidth + 1 + widestNumber(terms)
		? terms.map(term => termRow(term, width, bytesWidth)).slice(-rows)
		: Array.from({length: rows}, (_, row) => terms
			.filter((_, index) => index % rows === row)
			.flatMap((term, index) => [...(index === 0 ? [] : [span(' '.repeat(gap))]), ...termRow(term, columnWidth, 0)]));
}

/** The whole ledger, a term a line with what it means, and what was sent again, which is no term. Where there is no room for all, the bytes go. */
export function explainedLedgerRows(snapshot: Snapshot, width: number): readonly Row[] {
	const terms = termsOf(snapshot);
	const resent: Term = {
		label: '  maybe twice', records: grouped(snapshot.ledger.resent), size: '', tone: undefined,
	};
	const forNumber = labelWidth + Math.max(leastNumber, widestNumber([...terms, resent]) + 1);
	const forBytes = width - forNumber - gap >= bytesWidth + widestMeaning ? bytesWidth : 0;
	const forTerm = forNumber + forBytes;
	const explained = (term: Term, meaning: string | undefined): Row => [
		...termRow(term, forTerm, forBytes),
		span(`  ${cut(meaning ?? '', width - forTerm - gap)}`, 'faint'),
	];
	return [...terms.map((term, index) => explained(term, meanings[index])), [], explained(resent, 'sent again, outcome unknown')];
}

/** What the terms mean, in their order. */
const meanings = [
	'taken in by the producer',
	'confirmed by the receiver',
	'refused, and kept in a file',
	'given up, and kept nowhere',
	'waiting for a worker',
	'in a worker\'s hands',
	'at the sink, not confirmed',
	'what the terms leave over',
] as const;

const widestMeaning = Math.max(...meanings.map(meaning => meaning.length));

const gap = 2;

type Term = {
	readonly label: string;
	readonly records: string;
	readonly size: string;
	readonly tone: Tone | undefined;
};

function termsOf({ledger, lost}: Snapshot): readonly Term[] {
	const {accepted, delivered, deadLettered, queued, batched, inFlight} = ledger;
	const parts = [
		['  accepted', accepted],
		['− delivered', delivered],
		['− dead letters', deadLettered],
		['− dropped', droppedOf(ledger)],
		['− queued', queued],
		['− in batches', batched],
		['− in flight', inFlight],
	] as const;
	return [
		...parts.map(([label, amount]) => ({
			label, records: grouped(amount.records), size: bytes(amount.bytes), tone: undefined,
		})),
		{
			label: lost === 0 ? '= unaccounted' : '✕ unaccounted', records: grouped(lost), size: lost === 0 ? 'balanced' : '✕ wrong', tone: lost === 0 ? 'good' : 'danger',
		},
	];
}

function widestNumber(terms: readonly Term[]): number {
	return Math.max(...terms.map(({records}) => records.length));
}

function termRow({label, records, size, tone}: Term, width: number, forBytes: number): Row {
	return [
		span(left(label, labelWidth), tone ?? 'faint'),
		span(right(records, width - labelWidth - forBytes), tone ?? 'plain'),
		span(forBytes === 0 ? '' : right(size, forBytes), tone ?? 'faint'),
	];
}
