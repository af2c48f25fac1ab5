import { createRoot } from 'react-dom/client'
import { App } from './app'
import './tokens.css'
import './ui/controls.css'
import './app.css'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
