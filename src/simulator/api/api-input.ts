import { ApiError } from './api-error';
import type { JsonObject } from '../../model/json';

/** The input of an operation, asked member by member: what has another type than the API says is refused. */
export class ApiInput {
  /** @param invalid how the service calls an input that is wrong */
  public constructor(private readonly body: JsonObject, private readonly invalid: string) {}

  /** Of the members that are given. */
  public get names(): readonly string[] {
    return Object.keys(this.body).filter((name) => this.body[name] !== null && this.body[name] !== undefined);
  }

  public text(name: string): string | undefined {
    const value = this.body[name] ?? undefined;
    return value === undefined || typeof value === 'string' ? value : this.refuse(`${name} must be a string`);
  }

  public requiredText(name: string): string {
    const text = this.text(name);
    return text === undefined || text === '' ? this.refuse(`${name} is required`) : text;
  }

  public flag(name: string): boolean | undefined {
    const value = this.body[name] ?? undefined;
    return value === undefined || typeof value === 'boolean' ? value : this.refuse(`${name} must be a boolean`);
  }

  /** A whole number between two bounds. */
  public number(name: string, least: number, most: number): number | undefined {
    const value = this.body[name] ?? undefined;
    const isRight = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return value === undefined ? undefined : isRight ? value : this.refuse(`${name} must be a whole number from ${least} to ${most}`);
  }

  /** One of some words. */
  public choice<T extends string>(name: string, words: readonly T[]): T | undefined {
    const text = this.text(name);
    const word = words.find((candidate) => candidate === text);
    return text === undefined ? undefined : word ?? this.refuse(`${name} must be one of ${words.join(', ')}`);
  }

  /** An object whose values are texts. */
  public texts(name: string): ReadonlyMap<string, string> {
    const value = this.body[name] ?? {};
    const entries = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : this.refuse(`${name} must be a map of strings`);
    return new Map(entries.map(([key, text]): [string, string] => [key, typeof text === 'string' ? text : this.refuse(`${name}.${key} must be a string`)]));
  }

  /** A list of objects. */
  public objects(name: string): readonly ApiInput[] {
    const value = this.body[name] ?? [];
    const isRight = Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry));
    return isRight ? (value as JsonObject[]).map((entry) => new ApiInput(entry, this.invalid)) : this.refuse(`${name} must be a list of objects`);
  }

  public textList(name: string): readonly string[] {
    const value = this.body[name] ?? [];
    return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value as string[] : this.refuse(`${name} must be a list of strings`);
  }

  public refuse(problem: string): never {
    throw new ApiError(this.invalid, problem);
  }
}
