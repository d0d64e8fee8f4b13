package io.portcullis.cli.watch;

import io.portcullis.cli.text.Decisions;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.WatchRolloutResponse;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A picture in the terminal, drawn anew over itself at each update. Not thread-safe. */
public final class LiveView implements WatchView {
    private static final String HOME = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final int EVENTS_SHOWN = 8;

    private final PrintWriter out;
    private final Deque<String> events = new ArrayDeque<>();
    private Rollout rollout = Rollout.getDefaultInstance();
    private LookReport look = LookReport.getDefaultInstance();
    private boolean begun;

    /** Draws on this writer, which must lead to a terminal. */
    public LiveView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(WatchRolloutResponse update) {
        rollout = update.getRollout();
        switch (update.getUpdateCase()) {
            case EVENT -> remember(Rollouts.line(update.getEvent()));
            case LOOK -> look = update.getLook();
            case UPDATE_NOT_SET -> {}
        }
        draw();
    }

    @Override
    public void lost(String cause) {
        remember("The gate is lost (" + cause + "); asking again.");
        draw();
    }

    /** The picture as lines, without control characters. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(Rollouts.headline(rollout) + "  " + rollout.getName());
        lines.addAll(
                Decisions.lines(look.hasDecision() ? look.getDecision() : rollout.getDecision()));
        lines.add("");
        lines.addAll(LookLines.of(rollout, look));
        lines.addAll(Rollouts.rollback(rollout.getRollbackList()));
        lines.add("");
        lines.addAll(events);
        return lines;
    }

    private void remember(String line) {
        events.addLast(line);
        while (events.size() > EVENTS_SHOWN) {
            events.removeFirst();
        }
    }

    private void draw() {
        var frame = new StringBuilder(begun ? HOME : CLEAR + HOME);
        begun = true;
        lines().forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        out.print(frame.append(CLEAR_BELOW));
        out.flush();
    }
}
