package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill as a file.
 *
 * @param scenario its name
 * @param title one line
 * @param about what it shows, for {@code --explain}
 * @param history the incident it is taken from, if any
 * @param world regions, traffic, servers and faults
 * @param acts played one after another, each in a fresh world
 */
public record Scenario(
        String scenario,
        String title,
        String about,
        @Nullable History history,
        WorldText world,
        List<ActText> acts) {
    public Scenario {
        Rules.name(scenario, "scenario");
        Rules.text(title, "title");
        Rules.text(about, "about");
        Rules.required(world, "world");
        acts = Rules.some(acts, "acts");
        for (ActText act : acts) {
            if (!act.start().service().equals(world.service())) {
                throw new IllegalArgumentException(
                        "acts: \""
                                + act.name()
                                + "\" starts "
                                + act.start().service()
                                + "; must be world.service, "
                                + world.service());
            }
            act.expect().forEach(expectation -> expectation.check(world));
        }
    }
}
