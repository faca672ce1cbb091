/** The words of a construct id or a name: `OrderAPIService` is `order`, `api`, `service`. */
function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** `OrderService` as `order-service`: the form of a discovery name. */
export function kebabCase(name: string): string {
  return words(name).join('-');
}

/** `order-service` as `ORDER_SERVICE`: the form of an environment variable. */
export function screamingSnakeCase(name: string): string {
  return words(name).join('_').toUpperCase();
}
