package io.portcullis.app.replay;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.FieldProblem;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.gather.PulledSources;
import io.portcullis.kernel.evidence.ServiceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what is malformed in a request, all at once. */
final class ReplayChecks {

    static final Duration HEALTHY_MAX = Duration.ofDays(31);
    static final Duration BAD_MAX = Duration.ofDays(3);

    private final ReplayRequest request;
    private final ServiceDefinition service;
    private final PulledSources past;
    private final Instant now;
    private final List<FieldProblem> problems = new ArrayList<>();

    ReplayChecks(
            ReplayRequest request, ServiceDefinition service, PulledSources past, Instant now) {
        this.request = request;
        this.service = service;
        this.past = past;
        this.now = now;
    }

    /**
     * @throws RequestRefused with every problem
     */
    void require() {
        if (past.of(service.name()).isEmpty()) {
            problem(
                    "service",
                    "service.pulled",
                    "is '%s', of which nothing is pulled; a replay reads Prometheus: configure portcullis.regions.*.prometheus and the service's signals"
                            .formatted(service.name()));
        }
        var healthy = request.healthy();
        if (healthy == null && request.bad().isEmpty()) {
            problem("healthy", "part.given", "is not given, nor bad; name a past time to play");
        }
        if (healthy != null) {
            between("healthy", healthy.from(), healthy.to(), HEALTHY_MAX);
        }
        for (int index = 0; index < request.bad().size(); index++) {
            bad("bad[" + index + "]", request.bad().get(index));
        }
        if (!problems.isEmpty()) {
            throw new RequestRefused(new Why.Invalid(problems));
        }
    }

    private void bad(String field, ReplayRequest.Bad bad) {
        between(field, bad.from(), bad.to(), BAD_MAX);
        if (bad.newVersion().equals(bad.oldVersion())) {
            problem(
                    field + ".new_version",
                    "version.new",
                    "is '%s', as the old one; versions tell the arms apart"
                            .formatted(bad.newVersion()));
        }
        if (past.byPod().contains(service.name())) {
            problem(
                    field,
                    "arm.by_version",
                    "cannot be played: arms of %s are told by pod, and pods of then cannot be asked for; use arm.by VERSION_LABEL"
                            .formatted(service.name()));
        }
    }

    private void between(String field, Instant from, Instant to, Duration longest) {
        if (!from.isBefore(to)) {
            problem(field, "time.ordered", "ends at %s, not after %s".formatted(to, from));
        } else if (Duration.between(from, to).compareTo(longest) > 0) {
            problem(
                    field,
                    "time.bounded",
                    "is %d hours long; at most %d"
                            .formatted(Duration.between(from, to).toHours(), longest.toHours()));
        }
        if (from.isBefore(Instant.EPOCH)) {
            problem(field, "time.kept", "begins at %s; must be after 1970".formatted(from));
        }
        if (to.isAfter(now)) {
            problem(
                    field,
                    "time.past",
                    "ends at %s, which is not past (now %s)".formatted(to, now));
        }
    }

    private void problem(String field, String rule, String text) {
        problems.add(new FieldProblem(field, rule, text));
    }
}
