/** Tell whether what a form asked for was done. 422 says what is wrong; 0 is a lost connection. Pure. */
export const isDone = (status: number): boolean => status > 0 && status < 400;
