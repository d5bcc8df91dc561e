// What is drawn and written in formats: the part that schedules and forecasts share.

import { type Time, jsonOf, optionsOf, refuseNoTime, textOf } from "./arguments";
import { later, now } from "./errors";

/** How a schedule or a forecast is drawn or written. */
export interface RenderOptions {
  /** Draws the line of today: SVG, HTML and the chart for a terminal. */
  readonly now?: Time | undefined;
  /** The colours of SVG; those of the reader by default. */
  readonly theme?: "light" | "dark" | "auto" | undefined;
  /** Pixels of a picture, characters of a table or chart for a terminal. */
  readonly width?: number | undefined;
}

interface Renderer {
  render(format: string, options: string): Promise<string>;
  renderSync(format: string, options: string): string;
}

/** The formats that all of them have. */
type Shared = "svg" | "html" | "csv" | "markdown";

/** Base of the answers with dates: the forms that the engine gives them. */
export abstract class Drawn<Format extends string> {
  readonly #native: Renderer;
  readonly #zoned: boolean;

  /** @internal */
  protected constructor(native: Renderer, zoned: boolean) {
    this.#native = native;
    this.#zoned = zoned;
  }

  /** The answer as text in a format; the methods `to…` have one for each. */
  async render(format: Format | Shared, options?: RenderOptions): Promise<string> {
    const [name, json] = this.#rendering(format, options);
    return later(() => this.#native.render(name, json));
  }

  renderSync(format: Format | Shared, options?: RenderOptions): string {
    const [name, json] = this.#rendering(format, options);
    return now(() => this.#native.renderSync(name, json));
  }

  #rendering(format: Format | Shared, options: RenderOptions | undefined): [string, string] {
    const given = optionsOf(options);
    refuseNoTime(given.now, "`now`");
    return [textOf(format, "`format`"), jsonOf(given, { what: "the options", zoned: this.#zoned })];
  }

  /** As SVG: the Gantt chart; of a forecast S-curve, histogram and tornado above it. */
  async toSvg(options?: RenderOptions): Promise<string> {
    return this.render("svg", options);
  }

  toSvgSync(options?: RenderOptions): string {
    return this.renderSync("svg", options);
  }

  /** The report, of a forecast with the forecast in it: one self-contained HTML page. */
  async toHtml(options?: Pick<RenderOptions, "now">): Promise<string> {
    return this.render("html", options);
  }

  toHtmlSync(options?: Pick<RenderOptions, "now">): string {
    return this.renderSync("html", options);
  }

  /** The tasks, of a forecast their indices, as comma-separated values. */
  async toCsv(): Promise<string> {
    return this.render("csv");
  }

  toCsvSync(): string {
    return this.renderSync("csv");
  }

  /** The tasks, of a forecast dates and drivers, too, as Markdown tables. */
  async toMarkdown(): Promise<string> {
    return this.render("markdown");
  }

  toMarkdownSync(): string {
    return this.renderSync("markdown");
  }
}
