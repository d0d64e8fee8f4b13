package io.portcullis.kernel.pack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one kind of software tells of itself in its metrics, and how it is to be read.
 *
 * @param name such as {@code livekit}; lower case letters, digits and hyphens
 * @param title its name for people
 * @param about one or two sentences
 * @param versions those whose series are known; empty where it makes no difference
 * @param scrapes what must be scraped for it
 * @param arms how the arm of its samples may be told
 * @param cannotTell what no series of it shows
 * @param signals of a service that is this software
 * @param alive series that each of its servers shows all the time; empty without health rules
 * @param health when it is unfit as something others depend on
 * @param origin where the names were read or recorded
 */
public record Pack(
        String name,
        String title,
        String about,
        List<String> versions,
        List<Scraped> scrapes,
        String arms,
        List<String> cannotTell,
        List<PackSignal> signals,
        Optional<String> alive,
        List<HealthRule> health,
        String origin) {

    public Pack {
        if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "name is '" + name + "'; must be lower case letters, digits and hyphens");
        }
        versions = List.copyOf(versions);
        scrapes = List.copyOf(scrapes);
        cannotTell = List.copyOf(cannotTell);
        signals = List.copyOf(signals);
        health = List.copyOf(health);
        if (signals.isEmpty() && health.isEmpty()) {
            throw new IllegalArgumentException("has neither signals nor health; needs one of them");
        }
        if (alive.isEmpty() && !health.isEmpty()) {
            throw new IllegalArgumentException(
                    "health needs alive: series that each server shows all the time");
        }
        requireOnce(signals.stream().map(it -> new Named(it.name(), it.versions())));
        requireOnce(health.stream().map(it -> new Named(it.name(), it.versions())));
    }

    /** Its signals as that version exports them; without a version, those that every one exports. */
    public List<PackSignal> signals(Optional<String> version) {
        return signals.stream().filter(signal -> signal.versions().hold(version)).toList();
    }

    /** As {@link #signals}. */
    public List<HealthRule> health(Optional<String> version) {
        return health.stream().filter(rule -> rule.versions().hold(version)).toList();
    }

    private static void requireOnce(Stream<Named> all) {
        var sorted = all.sorted(Comparator.comparing(Named::name)).toList();
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size(); j++) {
                if (sorted.get(i).name().equals(sorted.get(j).name())
                        && sorted.get(i).versions().meet(sorted.get(j).versions())) {
                    throw new IllegalArgumentException(
                            sorted.get(i).name()
                                    + " is there twice; variants must be of other versions");
                }
            }
        }
    }

    private record Named(String name, Versions versions) {}

    /**
     * Something to scrape.
     *
     * @param endpoint where it is by default
     * @param what it is, and what it needs that is not on by default
     */
    public record Scraped(String endpoint, String what) {}
}
