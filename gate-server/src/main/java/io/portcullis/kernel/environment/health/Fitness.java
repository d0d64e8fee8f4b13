package io.portcullis.kernel.environment.health;

import java.util.List;

/**
 * Whether the world is fit for one rollout now.
 *
 * @param concerns what stands against it, the gravest first; none when it is fit
 */
public record Fitness(List<Concern> concerns) {

    public static final Fitness FIT = new Fitness(List.of());

    public Fitness {
        concerns = List.copyOf(concerns);
    }

    /** Why nothing may start or widen now. */
    public List<Concern.Frozen> freezes() {
        return concerns.stream()
                .filter(Concern.Frozen.class::isInstance)
                .map(Concern.Frozen.class::cast)
                .toList();
    }
}
