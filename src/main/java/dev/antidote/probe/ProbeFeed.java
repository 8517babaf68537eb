package dev.antidote.probe;

import java.util.Iterator;

/** Probes without end, of a source that another thread may replace. */
public final class ProbeFeed implements Iterator<ProbeText> {
    private volatile Iterator<ProbeText> source;

    /** Begins with this source, which has no end. */
    public ProbeFeed(Iterator<ProbeText> source) {
        this.source = source;
    }

    /** The next probe and all after it come from another source, which has no end either. */
    public void turnTo(Iterator<ProbeText> other) {
        source = other;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    @SuppressWarnings("IteratorNextThrowsNoSuchElement") // there is no end
    public ProbeText next() {
        return source.next();
    }
}
