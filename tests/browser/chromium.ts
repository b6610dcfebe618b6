import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

type Params = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

/** A tab, by the Chrome DevTools Protocol: https://chromedevtools.github.io/devtools-protocol/ */
export interface Tab {
  send<Result = Params>(method: string, params?: Params): Promise<Result>;
  /** What an expression comes to in the page, as JSON. */
  evaluate<Result>(expression: string): Promise<Result>;
  /** The events of the protocol since the tab was opened. */
  readonly events: readonly { readonly method: string; readonly params: Params }[];
}

/** A browser without windows. */
export interface Browser {
  open(): Promise<Tab>;
  close(): Promise<void>;
}

const flags = (profile: string): string[] => [
  "--headless",
  "--remote-debugging-port=0",
  `--user-data-dir=${profile}`,
  "--no-first-run",
  "--hide-scrollbars",
  "--force-color-profile=srgb",
  // A root user, as in a container, has no sandbox of Chromium's; the pages are this project's own.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "about:blank",
];

const addressOf = async ({ stderr }: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: stderr! })) {
    const found = /DevTools listening on (ws:\S+)/.exec(line);
    if (found !== null) return found[1]!;
  }
  throw new Error("Chromium ended before it listened");
};

class Connection {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listening = new Map<string, (message: Message) => void>();
  #last = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(data) as Message;
      if (message.id === undefined) this.#listening.get(message.sessionId ?? "")?.(message);
      else this.#waiting.get(message.id)?.(message);
    });
  }

  listen(session: string, listener: (message: Message) => void): void {
    this.#listening.set(session, listener);
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        this.#waiting.delete(id);
        if (error === undefined) resolve(result!);
        else reject(new Error(`${method}: ${error.message}`));
      });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }
}

const openTab = async (connection: Connection): Promise<Tab> => {
  const { targetId } = await connection.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await connection.send("Target.attachToTarget", { targetId, flatten: true });
  const session = sessionId as string;
  const events: { method: string; params: Params }[] = [];
  connection.listen(session, ({ method, params }) => events.push({ method: method!, params: params ?? {} }));
  const send = <Result>(method: string, params?: Params) => connection.send(method, params, session) as Promise<Result>;
  for (const domain of ["Page", "Runtime", "Network", "Log", "Accessibility", "DOM"]) await send(`${domain}.enable`);
  return {
    send,
    events,
    evaluate: async <Result>(expression: string): Promise<Result> => {
      const { result, exceptionDetails } = await send<{ result: { value: Result }; exceptionDetails?: unknown }>(
        "Runtime.evaluate",
        { expression, returnByValue: true, awaitPromise: true },
      );
      if (exceptionDetails !== undefined) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
      return result.value;
    },
  };
};

/** Starts a browser. */
export const launched = async (executable: string): Promise<Browser> => {
  const profile = mkdtempSync(join(tmpdir(), "auditlog-chromium-"));
  const child = spawn(executable, flags(profile), { stdio: ["ignore", "ignore", "pipe"] });
  const socket = new WebSocket(await addressOf(child));
  await once(socket, "open");
  const connection = new Connection(socket);
  return {
    open: () => openTab(connection),
    close: async () => {
      const ended = once(child, "exit");
      // Its answer may be lost with the connection.
      void connection.send("Browser.close");
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** Opens a file's page and waits until it is all there. */
export const goTo = async (tab: Tab, url: string): Promise<void> => {
  const before = tab.events.length;
  await tab.send("Page.navigate", { url });
  for (let tries = 0; tries < 200; tries += 1) {
    if (tab.events.slice(before).some(({ method }) => method === "Page.loadEventFired")) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${url} was not loaded`);
};

/** How a page is looked at. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
  readonly isPhone?: boolean;
}

export const look = async (tab: Tab, { width, height, theme, isPhone = false }: View): Promise<void> => {
  await tab.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: isPhone });
  await tab.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: theme }] });
};

/** A picture of what is to be seen, or of the page down to its end. */
export const pictureOf = async (tab: Tab, isWhole = false): Promise<Buffer> => {
  const { data } = await tab.send<{ data: string }>("Page.captureScreenshot", {
    format: "png",
    captureBeyondViewport: isWhole,
  });
  return Buffer.from(data, "base64");
};
