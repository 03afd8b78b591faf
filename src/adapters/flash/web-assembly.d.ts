/** What TypeScript's library has for browsers alone. https://webassembly.github.io/spec/js-api/#memories */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { readonly initial: number });
    readonly buffer: ArrayBuffer;
  }
}
