/** The entry point of the Functions app: configuration, then the app. Throws when the configuration is bad. */
import { createApp } from './app';
import { readConfig } from './config';

createApp(readConfig());
