package io.portcullis.port.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The latest result of every probe and vantage point, shared by replicas. Safe for many threads.
 * Every method throws {@link io.portcullis.port.StoreUnavailable} when the store cannot be reached.
 */
public interface ProbeStore {

    /** How long what is told no more is remembered, from the newest result of any probe on. */
    Duration SILENCE_MAX = Duration.ofDays(1);

    /** Most vantage points of one probe; those silent longest are forgotten first. */
    int VANTAGES_MAX = 100;

    /** Most servers; those whose agents are silent longest are forgotten first. */
    int SERVERS_MAX = 500;

    /** Keeps results, each unless a later one of the same probe and vantage point is there. */
    void save(List<ProbeResult> results);

    /** Those of some probes, by probe and vantage point. */
    List<ProbeResult> latest(Set<String> probes);

    /** Keeps where an agent stands, in place of what it said before. */
    void stand(ProbedServer server);

    /** Servers that agents stand beside and told of not before {@code since}; by vantage point. */
    List<ProbedServer> servers(Instant since);
}
