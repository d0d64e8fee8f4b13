package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks the servers of the parent zone to whom the zone is delegated. */
record Delegation(ProbeTarget.Dns target, DnsClient client) {

    private static final int SERVERS_MAX = 13;
    private static final int PARENT_SERVERS_MAX = 3;

    /**
     * @param byName addresses of the zone's name servers; empty lists for those without
     * @param failure set when there is no such delegation, or it cannot be told
     */
    record Servers(
            SortedMap<String, List<InetSocketAddress>> byName, @Nullable ProbeOutcome failure) {

        private static Servers none(ProbeOutcome failure) {
            return new Servers(new TreeMap<>(), failure);
        }
    }

    Servers find() throws InterruptedException {
        String why = "no server of the parent zone is known";
        try {
            for (InetSocketAddress parent : parents()) {
                try {
                    Message answer = client.direct(parent, target.zone(), Type.NS);
                    int code = answer.getRcode();
                    if (code == Rcode.NOERROR || code == Rcode.NXDOMAIN) {
                        return read(answer);
                    }
                    why = "the parent's server says " + Rcode.string(code);
                } catch (IOException e) {
                    why = "the parent's server cannot be asked: " + e.getMessage();
                }
            }
        } catch (IOException e) {
            why = "the parent zone cannot be found: " + e.getMessage();
        }
        return Servers.none(
                ProbeOutcome.unknown(
                        "the delegation of " + target.zone() + " is not told: " + why));
    }

    private Servers read(Message answer) throws InterruptedException {
        var names = new TreeSet<String>();
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            for (Record record : answer.getSection(section)) {
                if (record instanceof NSRecord server && isZone(server)) {
                    names.add(ProbeTarget.Dns.plain(server.getTarget().toString()));
                }
            }
        }
        if (names.isEmpty()) {
            return Servers.none(
                    ProbeOutcome.unfit(
                            "%s is delegated to nobody: its parent says %s"
                                    .formatted(target.zone(), Rcode.string(answer.getRcode()))));
        }
        if (!target.delegation().isEmpty() && !target.delegation().equals(names)) {
            return Servers.none(
                    ProbeOutcome.unfit(
                            "%s is delegated to %s; must be %s"
                                    .formatted(target.zone(), names, target.delegation())));
        }
        var servers = new TreeMap<String, List<InetSocketAddress>>();
        for (String name : names.stream().limit(SERVERS_MAX).toList()) {
            servers.put(name, addresses(name, answer));
        }
        return new Servers(servers, null);
    }

    private boolean isZone(Record record) {
        return ProbeTarget.Dns.plain(record.getName().toString()).equals(target.zone());
    }

    private List<InetSocketAddress> addresses(String name, Message answer)
            throws InterruptedException {
        var glue = addresses(name, answer.getSection(Section.ADDITIONAL));
        if (!glue.isEmpty()) {
            return glue;
        }
        try {
            return addresses(name, client.recursive(name, Type.A).getSection(Section.ANSWER));
        } catch (IOException _) {
            return List.of();
        }
    }

    /** IPv4 first: a machine without IPv6 would only wait for it. */
    private List<InetSocketAddress> addresses(String name, List<Record> records) {
        var four = new ArrayList<InetSocketAddress>();
        var six = new ArrayList<InetSocketAddress>();
        for (Record record : records) {
            boolean of = ProbeTarget.Dns.plain(record.getName().toString()).equals(name);
            if (of && record instanceof ARecord address) {
                four.add(at(address.getAddress()));
            } else if (of && record instanceof AAAARecord address) {
                six.add(at(address.getAddress()));
            }
        }
        return four.isEmpty() ? six : four;
    }

    private InetSocketAddress at(InetAddress address) {
        return new InetSocketAddress(address, target.port());
    }

    /** Servers of the nearest zone above. */
    private List<InetSocketAddress> parents() throws IOException, InterruptedException {
        String above = target.zone();
        while (!above.isEmpty()) {
            int dot = above.indexOf('.');
            above = dot < 0 ? "" : above.substring(dot + 1);
            var found = new ArrayList<InetSocketAddress>();
            for (Record record : client.recursive(above, Type.NS).getSection(Section.ANSWER)) {
                if (record instanceof NSRecord server && found.size() < PARENT_SERVERS_MAX) {
                    String name = ProbeTarget.Dns.plain(server.getTarget().toString());
                    found.addAll(
                            addresses(
                                    name,
                                    client.recursive(name, Type.A).getSection(Section.ANSWER)));
                }
            }
            if (!found.isEmpty()) {
                return found.subList(0, Math.min(found.size(), PARENT_SERVERS_MAX));
            }
        }
        return List.of();
    }
}
