import type { Example } from './style';
import type { Data } from './write';
import { Verbatim } from './write';

/** Functions, in the form that the template has. */
export class Functions {
  readonly #isShort: boolean;

  constructor({ text, format }: Example) {
    this.#isShort = format === 'yaml' && (/(?:^|\s)![A-Z]/m.test(text) || !/\b(?:Fn::\w+|Ref)["']?:/.test(text));
  }

  ref(id: string): Data {
    return this.#isShort ? new Verbatim(`!Ref ${id}`) : { Ref: id };
  }

  attribute(id: string, name: string): Data {
    return this.#isShort ? new Verbatim(`!GetAtt ${id}.${name}`) : { 'Fn::GetAtt': [id, name] };
  }

  text(text: string): Data {
    return this.#isShort ? new Verbatim(`!Sub ${text}`) : { 'Fn::Sub': text };
  }
}
