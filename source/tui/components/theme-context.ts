import {createContext} from 'react';
import {darkTheme, type Theme} from '../theme.js';

export const themeContext = createContext<Theme>(darkTheme);
