// Names that the build fills in.

declare module "__DESK_WORKER_FILE__" {
  export function answer(method: string, given: any[]): Promise<any>;
}
