package io.portcullis.kernel.rollout;

import io.portcullis.kernel.rollout.Action.Page;
import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.TransitionResult.Transition;
import io.portcullis.kernel.rollout.TransitionResult.TransitionIllegal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A transition under way: each event is applied at once, so that the next sees what it made. */
final class Steps {

    private final Instant now;
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private Rollout rollout;

    Steps(Rollout rollout, Instant now) {
        this.rollout = rollout;
        this.now = now;
    }

    Rollout rollout() {
        return rollout;
    }

    Instant now() {
        return now;
    }

    Steps happen(Actor actor, RolloutEvent event) {
        var logged = new LoggedEvent(rollout.sequence() + 1, now, actor, event);
        rollout = rollout.apply(logged);
        events.add(logged);
        return this;
    }

    Steps act(Action action) {
        actions.add(action);
        return this;
    }

    /** The key names the event that people are told of, so that nobody is told twice. */
    Steps page(Urgency urgency, String text) {
        var spec = rollout.spec();
        var headline = spec.service().name() + " " + spec.release().version() + ": " + text;
        return act(new Page(key("page." + rollout.sequence()), urgency, headline));
    }

    String key(String act) {
        return rollout.spec().id().resourceName() + "." + act;
    }

    Transition done() {
        return new Transition(rollout, events, actions);
    }

    TransitionIllegal illegal(String text) {
        return new TransitionIllegal(
                rollout.state().name(),
                "Rollout " + rollout.spec().id() + " is " + rollout.state().name() + "; " + text);
    }
}
