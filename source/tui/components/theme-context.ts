import {createContext} from 'react';
import type {Theme} from '../looks/theme.js';
import {themeFor} from '../looks/themes.js';

/** The looks of everything below. */
export const themeContext = createContext<Theme>(themeFor('dark', 24));
