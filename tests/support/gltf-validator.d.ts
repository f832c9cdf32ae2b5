declare module 'gltf-validator' {
  export interface ValidationReport {
    readonly issues: { readonly messages: readonly { readonly code: string; readonly pointer: string }[] };
    readonly info: { readonly drawCallCount: number; readonly materialCount: number };
  }
  export function validateBytes(glb: Uint8Array): Promise<ValidationReport>;
}
