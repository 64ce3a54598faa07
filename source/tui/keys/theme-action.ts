import {themeNames, type ThemeName} from '../../settings/cli/output-options.js';
import {withNotice} from '../state/screen-state.js';
import {refuse, type Action} from '../input/action.js';

const descriptions: Readonly<Record<ThemeName, string>> = {
	dark: 'theme: dark',
	light: 'theme: light, for a white background',
	contrast: 'theme: high contrast, for a black background',
};

export const nextTheme: Action = state => {
	const {theme} = state.view;
	if (theme === undefined) {
		return refuse(state, 'no themes: nothing is coloured here');
	}

	const next = themeNames[(themeNames.indexOf(theme) + 1) % themeNames.length] ?? 'dark';
	return {state: withNotice({...state, view: {...state.view, theme: next}}, descriptions[next])};
};
