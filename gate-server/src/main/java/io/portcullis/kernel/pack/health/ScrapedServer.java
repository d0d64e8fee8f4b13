package io.portcullis.kernel.pack.health;

import java.util.Comparator;

/**
 * A server as its metrics are scraped. Either name may have any characters, a slash too; nothing is
 * ever read back from the two together.
 *
 * @param job empty where its series do not say
 * @param instance or pod; empty where its series do not say
 */
public record ScrapedServer(String job, String instance) implements Comparable<ScrapedServer> {

    private static final Comparator<ScrapedServer> ORDER =
            Comparator.comparing(ScrapedServer::job).thenComparing(ScrapedServer::instance);

    @Override
    public int compareTo(ScrapedServer other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return job.isEmpty() ? instance : job + "/" + instance;
    }
}
