import type {Contestant} from './contestant.js';

/** What a ratio should be: at least so fast, at most so much CPU. */
export type Target = {
	readonly speed: number;
	readonly cpu?: number;
};

type Goal = Target & {
	readonly workload: RegExp;
	readonly of?: RegExp;
	readonly to: RegExp;
};

const goals: readonly Goal[] = [
	{workload: /^generate → file/v, to: /^64 KiB/v, speed: 0.85},
	{workload: /^stdin → file/v, to: /^cat/v, speed: 0.8},
	{workload: /^file → file/v, to: /syslog/v, speed: 12},
	{
		workload: /^TCP → file/v, to: /syslog/v, speed: 4, cpu: 0.25,
	},
	{workload: /^generate → TCP/v, to: /^loggen/v, speed: 8},
	{
		workload: /^objects/v, of: /templated/v, to: /transport$/v, speed: 25,
	},
	{
		workload: /^objects/v, of: /^(?!.*templated)/v, to: /transport$/v, speed: 3,
	},
];

const screenGoal: Target = {speed: 0.95};

export function targetOf(workload: string, of: Contestant, to: Contestant): Target | undefined {
	if (of.isMillrace && to.isMillrace) {
		return of.name === to.name ? screenGoal : undefined;
	}

	return goals.find(goal => goal.workload.test(workload) && (goal.of?.test(of.name) ?? true) && goal.to.test(to.name));
}
