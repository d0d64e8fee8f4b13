package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.run.DnsAnswer.Failed;
import io.portcullis.probe.run.DnsAnswer.NotThere;
import io.portcullis.probe.run.DnsAnswer.Records;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the name servers of a zone directly, so that no cache hides for hours that a name is gone.
 * One name server that answers wrongly makes the name unfit, for some users get that answer; those
 * that do not answer only when they are at least half, for resolvers ask another.
 */
record DnsCheck(ProbeTarget.Dns target, InstantSource clock) implements Check {

    @Override
    public ProbeOutcome check(Duration timeout) throws Exception {
        var client = new DnsClient(target.resolvers(), timeout);
        var servers =
                target.nameServers().isEmpty()
                        ? new Delegation(target, client).find()
                        : new Delegation.Servers(given(), null);
        if (servers.failure() != null) {
            return servers.failure();
        }
        ProbeOutcome answered = judge(client, servers.byName());
        if (answered.verdict() != ProbeOutcome.Verdict.FIT || target.registration() == null) {
            return answered;
        }
        return new Registration(target.registration(), target.expiresInMin(), clock)
                .check(answered, timeout);
    }

    private SortedMap<String, List<java.net.InetSocketAddress>> given()
            throws java.net.UnknownHostException {
        var servers = new TreeMap<String, List<java.net.InetSocketAddress>>();
        for (var server : target.nameServers()) {
            servers.put(server.toString(), List.of(DnsClient.resolved(server)));
        }
        return servers;
    }

    private ProbeOutcome judge(
            DnsClient client, SortedMap<String, List<java.net.InetSocketAddress>> servers)
            throws InterruptedException {
        var failed = new ArrayList<String>();
        var records = new ArrayList<String>();
        for (var server : servers.entrySet()) {
            DnsAnswer answer =
                    server.getValue().isEmpty()
                            ? new Failed("has no address")
                            : client.authoritative(server.getValue(), target.name(), target.type());
            switch (answer) {
                case NotThere(String how) -> {
                    return ProbeOutcome.unfit(server.getKey() + " says " + how);
                }
                case Failed(String how) -> failed.add(server.getKey() + " " + how);
                case Records found -> {
                    String wrong = wrong(found);
                    if (wrong != null) {
                        return ProbeOutcome.unfit(server.getKey() + " " + wrong);
                    }
                    records.clear();
                    records.addAll(found.texts());
                }
            }
        }
        int right = servers.size() - failed.size();
        String text =
                "%d of %d name servers answer %s%s"
                        .formatted(
                                right,
                                servers.size(),
                                records,
                                failed.isEmpty() ? "" : "; " + String.join("; ", failed));
        return 2 * right > servers.size() ? ProbeOutcome.fit(text) : ProbeOutcome.unfit(text);
    }

    private @Nullable String wrong(Records found) {
        for (String text : found.texts()) {
            if (!target.expected().isEmpty() && !target.expected().contains(text)) {
                return "answers " + text + "; must be one of " + target.expected();
            }
        }
        if (found.signedUntil() == null || !target.expiresInMin().isPositive()) {
            return null;
        }
        String what = "has a signature that";
        return Expiry.tooSoon(what, found.signedUntil(), target.expiresInMin(), clock);
    }
}
