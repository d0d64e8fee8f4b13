package io.portcullis.kernel.environment.health;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.freeze.Freeze;
import io.portcullis.kernel.environment.freeze.Freeze.Origin;
import io.portcullis.kernel.environment.freeze.Freeze.Stops;
import io.portcullis.kernel.environment.health.Concern.Unfit.Then;
import io.portcullis.kernel.environment.standing.Standing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What of the world concerns one rollout. */
final class Concerns {

    private final EnvironmentView view;
    private final WatchedRollout rollout;

    Concerns(EnvironmentView view, WatchedRollout rollout) {
        this.view = view;
        this.rollout = rollout;
    }

    Fitness fitness() {
        var concerns = new ArrayList<Concern>();
        concerns.addAll(unfit(Then.ABORT));
        concerns.addAll(unfit(Then.WAIT));
        concerns.addAll(unknown());
        concerns.addAll(noProbe());
        view.freezes().stream().filter(this::stops).map(this::frozen).forEach(concerns::add);
        return new Fitness(concerns);
    }

    private List<Concern> unfit(Then then) {
        return concerning(Condition.UNFIT)
                .filter(it -> !isAccepted(it))
                .filter(it -> then(it) == then)
                .map(it -> unfit(it, then))
                .toList();
    }

    private Then then(Standing standing) {
        var openedAt = rollout.openedAt();
        boolean aborts =
                standing.rule().effect() == Effect.ABORT
                        && openedAt != null
                        && standing.since().isAfter(openedAt)
                        && rollout.hasCanaryAt(standing.subject().place());
        return aborts ? Then.ABORT : Then.WAIT;
    }

    private static Concern unfit(Standing standing, Then then) {
        var end =
                switch (then) {
                    case WAIT -> " Waits until it is fit again.";
                    case ABORT ->
                            " It became so with the new version taking part, and is set to abort"
                                    + " then.";
                };
        return new Concern.Unfit(
                standing.subject(),
                standing.since(),
                then,
                "%s is unfit since %s: %s%s"
                        .formatted(
                                name(standing.subject()),
                                second(standing.since()),
                                sentence(standing.text()),
                                end));
    }

    private List<Concern> unknown() {
        return concerning(Condition.UNKNOWN)
                .<Concern>map(it ->
                        new Concern.Unknown(
                                it.subject(),
                                "Whether %s is fit cannot be told: %s"
                                        .formatted(name(it.subject()), sentence(it.text()))))
                .toList();
    }

    /** Standings in a condition that may stop this rollout. */
    private Stream<Standing> concerning(Condition condition) {
        return view.health().standings().stream()
                .filter(it -> it.conditionAt(view.at()) == condition)
                .filter(it -> isOurs(it.subject()))
                .filter(it -> stops(it.rule().effect()))
                .filter(it -> isNear(it.subject()));
    }

    private boolean isOurs(Subject subject) {
        return (subject.service() == null || subject.service().equals(rollout.service()))
                && rollout.isAt(subject.place());
    }

    private boolean isNear(Subject subject) {
        return switch (view.policy().whenUntouchedUnfit()) {
            case HOLD -> true;
            case GO_ON -> rollout.touches(subject.place());
        };
    }

    private boolean stops(Effect effect) {
        return switch (effect) {
            case RECORD -> false;
            case NO_START -> !rollout.isStarted();
            case HOLD, ABORT -> true;
        };
    }

    /** Work that waits without a fault of its own is accepted with one that stands for it. */
    private boolean isAccepted(Standing standing) {
        var subject = standing.subject();
        var print = subject.fingerprint();
        var own = open().filter(it -> it.fingerprint().equals(print)).findFirst();
        return own.isPresent()
                ? own.get().isAccepted()
                : open().filter(it -> it.standsFor(subject, standing.rule().effect()))
                        .anyMatch(Fault::isAccepted);
    }

    private Stream<Fault> open() {
        return view.health().faults().stream().filter(Fault::isOpen);
    }

    private List<Concern> noProbe() {
        if (rollout.isStarted()) {
            return List.of();
        }
        var probes =
                view.health().standings().stream()
                        .filter(it -> it.subject().kind() == Subject.Kind.PROBE)
                        .filter(it -> isOurs(it.subject()))
                        .toList();
        boolean required =
                view.policy().probesRequired().contains(rollout.service()) || !probes.isEmpty();
        boolean fresh =
                probes.stream().anyMatch(it -> it.conditionAt(view.at()) != Condition.UNKNOWN);
        return !required || fresh
                ? List.of()
                : List.of(
                        new Concern.NoProbe(
                                "No fresh end-to-end probe of %s is known; nothing starts unseen."
                                        .formatted(rollout.service())));
    }

    private boolean stops(Freeze freeze) {
        if (!freeze.isOf(rollout.service()) || !rollout.isWidened()) {
            return false;
        }
        if (freeze.stops() == Stops.STARTS && rollout.isStarted()) {
            return false;
        }
        return freeze.isIn(rollout.widening())
                || freeze.origin() == Origin.AUTOMATIC && freeze.isIn(rollout.canary());
    }

    private Concern frozen(Freeze freeze) {
        var where = freeze.regions().isEmpty() ? "" : " in " + freeze.regions();
        var until = freeze.until();
        return new Concern.Frozen(
                freeze.name(),
                until,
                "Frozen%s by %s since %s, %s: %s Rollbacks go on."
                        .formatted(
                                where,
                                freeze.by(),
                                second(freeze.since()),
                                until == null ? "until it is fit again" : "until " + second(until),
                                sentence(freeze.reason())));
    }

    private static String name(Subject subject) {
        var service = subject.service() == null ? "" : " of " + subject.service();
        var place = subject.place() == null ? "" : " at " + subject.place();
        return subject.kind() + " " + subject.name() + service + place;
    }

    /** As precise as people read it. */
    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String sentence(String text) {
        return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0
                ? text
                : text + ".";
    }
}
