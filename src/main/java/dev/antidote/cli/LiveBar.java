package dev.antidote.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;

/** A progress bar on the terminal's live line; a daemon thread of the library redraws it, so that the clock goes on. */
final class LiveBar implements PhaseDisplay {
    private static final int REFRESH_MILLIS = 200;
    private static final int WIDTH = 79;
    private static final int LEAST_BAR = 8;
    private static final int MOST_BAR = 24;

    private final Terminal terminal;
    private final String title;
    private final ProgressBar bar;
    private volatile PhaseText last;

    LiveBar(Terminal terminal, String title, PhaseText first) {
        this.terminal = terminal;
        this.title = title;
        this.last = first;
        this.bar = new ProgressBarBuilder()
                .setTaskName(title)
                .setInitialMax(first.total())
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .continuousUpdate()
                .setRenderer(this::render)
                .setConsumer(new LiveLine(terminal))
                .build();
    }

    @Override
    public void at(PhaseText text) {
        last = text;
        bar.maxHint(text.total());
        bar.stepTo(text.done());
    }

    @Override
    public void close() {
        bar.close();
        terminal.endLive();
    }

    private String render(ProgressState state, int width) {
        PhaseText text = new PhaseText(last.done(), last.total(), last.unit(), state.getElapsedAfterStart());
        return line(terminal, title, text);
    }

    static String line(Terminal terminal, String title, PhaseText text) {
        String tail = text.pace();
        if (text.total() <= 0) {
            return clip(title + "  " + text.count() + "  " + tail);
        }
        String share = String.format(Locale.ROOT, "%3d %%", text.percent());
        int room = WIDTH - title.length() - share.length() - tail.length() - 6;
        if (room < LEAST_BAR) {
            return clip(title + "  " + share + "  " + tail);
        }
        String bar = draw(terminal, text, Math.min(MOST_BAR, room));
        return title + "  " + bar + "  " + share + (tail.isEmpty() ? "" : "  " + tail);
    }

    private static String draw(Terminal terminal, PhaseText text, int cells) {
        int full = (int) Math.min(cells, text.done() * cells / text.total());
        boolean unicode = terminal.capabilities().unicode();
        String filled = (unicode ? "━" : "#").repeat(full);
        String empty = (unicode ? "─" : ".").repeat(cells - full);
        return terminal.paint(Ink.GREEN, filled) + terminal.paint(Ink.DIM, empty);
    }

    private static String clip(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH);
    }

    /** Hands the library's output to the terminal, which alone draws. */
    private record LiveLine(Terminal terminal) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String line) {
            terminal.drawLive(line);
        }

        @Override
        public void clear() {
            terminal.endLive();
        }

        @Override
        public void close() {
            terminal.endLive();
        }
    }
}
