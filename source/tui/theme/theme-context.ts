import {createContext} from 'react';
import type {Theme} from './theme.js';
import {themeFor} from './themes.js';

/** The looks of everything below. */
export const themeContext = createContext<Theme>(themeFor('dark', 24));
