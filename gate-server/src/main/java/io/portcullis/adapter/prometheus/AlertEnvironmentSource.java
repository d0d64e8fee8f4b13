package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.EvidenceUnavailable;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The user's own alerts. One that fires is unfit. One that does not fire is fit only while its rule
 * is there and was evaluated lately, without error, which the list of rules tells: {@code ALERTS} has
 * no series for it, and just so when the rule was dropped or its group hangs. What cannot be told is
 * unknown: each such rule, and all of them together when their store or its list of rules cannot be
 * reached. A rule that is gone is unknown for an hour and then forgotten.
 *
 * <p>Called by one thread.
 */
public final class AlertEnvironmentSource implements EnvironmentSource {

    /** Of one store. */
    static final int RULES_MAX = 1_000;

    private static final Duration GONE_REMEMBERED = Duration.ofHours(1);
    private static final int LABELS_SHOWN_MAX = 5;

    private final List<AlertWatch> watches;
    private final Map<Region, PrometheusClient> clients = new HashMap<>();
    private final InstantSource clock;
    private final Duration timeout;
    private final Map<Seen, Instant> seen = new HashMap<>();
    private final Map<Seen, Instant> untold = new HashMap<>();

    /** What a watch has told of; watches over the same alerts do not speak for each other. */
    private record Seen(String watch, Subject subject) {}

    /**
     * @param http never follows redirects
     * @param endpoints those of the regions watched
     * @param timeout of all questions of one observation
     */
    public AlertEnvironmentSource(
            List<AlertWatch> watches,
            HttpClient http,
            List<PrometheusEndpoint> endpoints,
            InstantSource clock,
            Duration timeout) {
        this.watches = List.copyOf(watches);
        this.clock = clock;
        this.timeout = timeout;
        endpoints.forEach(it -> clients.put(it.region(), new PrometheusClient(http, it, clock)));
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public List<Observation> observe(Instant now) {
        Instant deadline = clock.instant().plus(timeout);
        // All are asked before the first is waited for.
        List<Asked> asked =
                watches.stream()
                        .flatMap(watch ->
                                watch.regions().stream()
                                        .map(region -> ask(watch, region, deadline)))
                        .toList();
        var observations = new ArrayList<Observation>();
        for (Asked one : asked) {
            List<Observation> told = read(one, now);
            told.forEach(it -> remember(one.watch(), it, now));
            observations.addAll(told);
        }
        seen.values().removeIf(at -> at.isBefore(now.minus(GONE_REMEMBERED)));
        untold.values().removeIf(at -> at.isBefore(now.minus(GONE_REMEMBERED)));
        return observations;
    }

    private void remember(AlertWatch watch, Observation observation, Instant now) {
        boolean ofWatch = observation.subject().name().equals(watch.name());
        if (observation.condition() != Condition.UNKNOWN) {
            seen.put(new Seen(watch.name(), observation.subject()), now);
        } else if (ofWatch) {
            untold.put(new Seen(watch.name(), observation.subject()), now);
        }
    }

    private Asked ask(AlertWatch watch, Region region, Instant deadline) {
        PrometheusClient client = clients.get(region);
        if (client == null) {
            return new Asked(watch, region, null, null, "no metric store is configured there");
        }
        try {
            return new Asked(
                    watch,
                    region,
                    client.now(watch.matchers().of("ALERTS", "alertstate=\"firing\""), deadline),
                    client.rules(deadline),
                    "");
        } catch (EvidenceUnavailable e) {
            return new Asked(watch, region, null, null, String.valueOf(e.getMessage()));
        }
    }

    private List<Observation> read(Asked asked, Instant now) {
        if (asked.firing() == null || asked.rules() == null) {
            return couldNotTell(asked, now, asked.failure());
        }
        SortedMap<String, String> firing;
        try {
            firing = firing(asked.firing().vector());
        } catch (EvidenceUnavailable e) {
            return couldNotTell(asked, now, String.valueOf(e.getMessage()));
        }
        List<AlertingRule> rules;
        var observations = new ArrayList<Observation>();
        try {
            rules =
                    asked.rules().alertingRules().stream()
                            .filter(rule -> inScope(asked.watch(), rule))
                            .limit(RULES_MAX)
                            .toList();
        } catch (EvidenceUnavailable e) {
            rules = List.of();
            observations.addAll(couldNotTell(asked, now, String.valueOf(e.getMessage())));
        }
        var names = new TreeSet<>(firing.keySet());
        rules.forEach(rule -> names.add(rule.name()));
        for (String name : names) {
            List<AlertingRule> same =
                    rules.stream().filter(rule -> rule.name().equals(name)).toList();
            observations.addAll(observe(asked, name, firing.get(name), same, now));
        }
        observations.addAll(gone(asked, names, now));
        if (observations.stream().noneMatch(it -> isOfWatch(asked, it))) {
            observations.addAll(toldAgain(asked, now));
        }
        return observations;
    }

    private static boolean isOfWatch(Asked asked, Observation observation) {
        return observation.subject().name().equals(asked.watch().name());
    }

    /** After a question that failed it is said that the watch sees again. */
    private List<Observation> toldAgain(Asked asked, Instant now) {
        var watch = asked.watch();
        return said(
                        asked,
                        watch.name(),
                        new Told(Condition.FIT, now, "alerts " + watch.name() + " are told again"),
                        List.of())
                .stream()
                .filter(it -> untold.containsKey(new Seen(watch.name(), it.subject())))
                .toList();
    }

    private static boolean inScope(AlertWatch watch, AlertingRule rule) {
        var labels = new HashMap<>(rule.labels());
        labels.put("alertname", rule.name());
        // A label made of a template is known only once it fires.
        labels.values().removeIf(value -> value.contains("{{"));
        return watch.matchers().mayMatch(labels);
    }

    /** Labels of the first of each name, and how many there are. */
    private static SortedMap<String, String> firing(Map<Map<String, String>, Double> series) {
        SortedMap<String, List<String>> byName = new TreeMap<>();
        series.keySet().stream()
                .filter(labels -> labels.containsKey("alertname"))
                .forEach(labels ->
                        byName.computeIfAbsent(
                                        String.valueOf(labels.get("alertname")),
                                        _ -> new ArrayList<>())
                                .add(shown(labels)));
        var texts = new TreeMap<String, String>();
        byName.forEach((name, all) ->
                texts.put(
                        name,
                        all.stream().sorted().findFirst().orElse("")
                                + (all.size() > 1 ? " and " + (all.size() - 1) + " more" : "")));
        return texts;
    }

    private static String shown(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .filter(it -> !it.getKey().startsWith("__"))
                        .filter(it -> !it.getKey().equals("alertname"))
                        .filter(it -> !it.getKey().equals("alertstate"))
                        .limit(LABELS_SHOWN_MAX)
                        .map(it -> it.getKey() + "=\"" + it.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<Observation> observe(
            Asked asked,
            String name,
            @Nullable String firing,
            List<AlertingRule> rules,
            Instant now) {
        if (firing != null) {
            Instant at =
                    rules.stream()
                            .map(AlertingRule::evaluatedAt)
                            .filter(it -> it != null)
                            .max(Instant::compareTo)
                            .orElse(now);
            return said(
                    asked, name, new Told(Condition.UNFIT, at, name + " fires: " + firing), rules);
        }
        for (AlertingRule rule : rules) {
            String why = rule.notEvaluated(now);
            if (!why.isEmpty()) {
                String text = name + " does not fire, but " + why;
                return said(asked, name, new Told(Condition.UNKNOWN, now, text), rules);
            }
        }
        Instant at =
                rules.stream()
                        .map(AlertingRule::evaluatedAt)
                        .filter(it -> it != null)
                        .min(Instant::compareTo)
                        .orElse(now);
        return said(asked, name, new Told(Condition.FIT, at, name + " does not fire"), rules);
    }

    private List<Observation> gone(Asked asked, Set<String> names, Instant now) {
        return seen.keySet().stream()
                .filter(one -> one.watch().equals(asked.watch().name()))
                .map(Seen::subject)
                .sorted()
                .filter(subject -> asked.region().equals(subject.place()))
                .filter(subject -> !names.contains(subject.name()))
                .filter(subject -> !subject.name().equals(asked.watch().name()))
                .map(subject ->
                        new Observation(
                                subject,
                                asked.watch().rule(),
                                Condition.UNKNOWN,
                                source(asked),
                                now,
                                subject.name() + " does not fire, but its rule is gone"))
                .toList();
    }

    private static List<Observation> couldNotTell(Asked asked, Instant now, String why) {
        String text = "alerts " + asked.watch().name() + " cannot be told: " + why;
        return said(asked, asked.watch().name(), new Told(Condition.UNKNOWN, now, text), List.of());
    }

    /** What is said of an alert, since when. */
    private record Told(Condition condition, Instant at, String text) {}

    private static List<Observation> said(
            Asked asked, String name, Told told, List<AlertingRule> rules) {
        Rule rule = rule(asked.watch().rule(), rules);
        return subjects(asked, name).stream()
                .map(subject ->
                        new Observation(
                                subject,
                                rule,
                                told.condition(),
                                source(asked),
                                told.at(),
                                told.text()))
                .toList();
    }

    private static List<Subject> subjects(Asked asked, String name) {
        return Subject.each(
                Subject.Kind.ALERT, name, asked.watch().services(), List.of(asked.region()));
    }

    private static String source(Asked asked) {
        return "metrics of " + asked.region();
    }

    private static Rule rule(Rule given, List<AlertingRule> rules) {
        Duration freshFor =
                rules.stream()
                        .map(AlertingRule::evaluatedWithin)
                        .filter(it -> it.compareTo(given.freshFor()) > 0)
                        .max(Duration::compareTo)
                        .orElse(given.freshFor());
        return new Rule(
                given.effect(),
                given.enterAfter(),
                given.leaveAfter(),
                freshFor,
                given.quorumRatio(),
                given.goneFor());
    }

    /**
     * Questions on their way.
     *
     * @param failure why there are none
     */
    private record Asked(
            AlertWatch watch,
            Region region,
            PrometheusClient.@Nullable Pending firing,
            PrometheusClient.@Nullable Pending rules,
            String failure) {}
}
