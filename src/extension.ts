export function activate(): { readonly activationMilliseconds: number } {
  return { activationMilliseconds: 0 };
}
