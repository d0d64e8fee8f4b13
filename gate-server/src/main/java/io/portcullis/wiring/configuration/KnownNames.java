package io.portcullis.wiring.configuration;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services and regions the configuration has, which its other parts may name. */
record KnownNames(Set<ServiceName> services, Set<Region> regions) {

    /**
     * @throws IllegalArgumentException one is not known
     */
    SortedSet<ServiceName> services(@Nullable List<String> listed) {
        return known("services", listed, ServiceName::new, services);
    }

    /** As {@link #services(List)}. */
    SortedSet<Region> regions(@Nullable List<String> listed) {
        return known("regions", listed, Region::new, regions);
    }

    private static <T extends Comparable<T>> SortedSet<T> known(
            String what, @Nullable List<String> listed, Function<String, T> make, Set<T> known) {
        var all = new TreeSet<T>();
        for (String name : listed == null ? List.<String>of() : listed) {
            T one = make.apply(name);
            if (!known.contains(one)) {
                throw new IllegalArgumentException(
                        "%s has %s; must be of %s".formatted(what, name, known));
            }
            all.add(one);
        }
        return all;
    }
}
