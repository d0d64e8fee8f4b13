package io.portcullis.cli.drill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The document names whatever a scenario file may hold. */
final class ScenarioDocumentTest {
    static final List<String> BUNDLED = ScenarioFiles.BUNDLED;

    static final List<Class<?>> RECORDS =
            List.of(
                    Scenario.class,
                    History.class,
                    WorldText.class,
                    WorldText.SignalText.class,
                    WorldText.LinksText.class,
                    WorldText.ServersText.class,
                    WorldText.TroubleText.class,
                    WorldText.RebootsText.class,
                    WorldText.RestoreText.class,
                    FaultText.class,
                    StandInText.class,
                    StandInFaultText.class,
                    ActText.class);

    private static final Path DOCUMENT = Path.of("../docs/drills.md");

    @ParameterizedTest
    @FieldSource("BUNDLED")
    void namesEveryBundledScenario(String name) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("* `" + name + "`: ");
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void namesEveryField(Class<?> record) throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(record.getRecordComponents())
                .extracting(RecordComponent::getName)
                .allMatch(field -> document.matches("(?s).*[`.]" + field + "[`:].*"));
    }

    @Test
    void namesEveryExpectationAndItsFields() throws IOException {
        String document = Files.readString(DOCUMENT);
        JsonSubTypes.Type[] kinds = Expectation.class.getAnnotation(JsonSubTypes.class).value();

        assertThat(kinds).hasSizeGreaterThan(8);
        for (JsonSubTypes.Type kind : kinds) {
            String row =
                    document.lines()
                            .filter(line -> line.startsWith("| `" + kind.name() + "` |"))
                            .findFirst()
                            .orElse("");
            Stream<String> fields =
                    Arrays.stream(kind.value().getRecordComponents()).map(RecordComponent::getName);
            assertThat(fields).allSatisfy(field -> assertThat(row).contains("`" + field + "`"));
            assertThat(row).isNotEmpty();
        }
    }
}
