/** What was asked for is none of what the command can do. */
export class WrongUsage extends Error {}
