import './configureZod.ts';
import { mount } from 'svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/choiceList.css';
import './styles/factTable.css';
import './styles/filterBar.css';
import './styles/floating.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
