package io.portcullis.kernel.analysis.statistics;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testing.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CalibrationGoldenTest {

    static Stream<Golden.Case> calibrate() {
        return Golden.cases("calibrate");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calibrate")
    void meetsVector(Golden.Case vector) {
        JsonNode windows = vector.node().get("windows");
        Groups groups = Vectors.groups(vector, windows.size());
        var calibration = new Calibration(groups, new int[groups.count()], 1);
        var setting =
                new DispersionFit.Setting(
                        new Dispersion(
                                Golden.number(vector.param("phi0")),
                                Golden.number(vector.param("c20"))),
                        Golden.number(vector.param("n0")),
                        vector.param("iterations").asInt());

        Dispersion fitted = calibration.fit(table(windows), 0, setting);

        assertNear("phi_cl", fitted.clustering(), vector.expect("phi_cl"));
        assertNear("c^2", fitted.variationSquared(), vector.expect("c2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calibrate")
    void deviatesAsTheVectorSays(Golden.Case vector) {
        JsonNode windows = vector.node().get("windows");
        Groups groups = Vectors.groups(vector, windows.size());
        var calibration = new Calibration(groups, new int[groups.count()], 1);
        JsonNode deviations = vector.expect("u_first");
        JsonNode variances = vector.expect("v_first");

        for (int look = 0; look < deviations.size(); look++) {
            double[] point = calibration.point(table(windows), look, 0);

            assertNear("u at " + look, point[0], deviations.get(look));
            assertNear("v at " + look, point[1], variances.get(look));
        }
    }

    @Test
    void isThePriorWithoutAnyEvent() {
        assertThat(calibrated(30, 0)).isEqualTo(new Dispersion(2, 0.10));
    }

    @Test
    void isUncalibratedBelowThirtyWindows() {
        assertThat(calibrated(29, 3)).isEqualTo(Dispersion.UNCALIBRATED);
        assertThat(calibrated(30, 3)).isNotEqualTo(Dispersion.UNCALIBRATED);
    }

    @Test
    void isNeverBelowTheFloor() {
        assertThat(calibrated(300, 5)).isEqualTo(Dispersion.FLOOR);
    }

    @Test
    void guardRaisesElementByElement() {
        var calibration = new Calibration(Groups.of(1, List.of(new int[] {0})), new int[1], 1);
        var used = new Dispersion[] {new Dispersion(1.25, 0.9)};
        var calibrated = new Dispersion[] {Dispersion.FLOOR};

        Dispersion raised = calibration.raise(alternating(24, 0, 60), calibrated, used)[0];

        assertThat(raised.clustering()).isGreaterThan(1.25);
        assertThat(raised.variationSquared()).isEqualTo(0.9);
    }

    private static Dispersion calibrated(int looks, long events) {
        var calibration = new Calibration(Groups.of(1, List.of(new int[] {0})), new int[1], 1);
        return calibration
                .calibrate(
                        alternating(looks, events, events),
                        new Dispersion[] {Dispersion.UNCALIBRATED})[0];
    }

    /** Canary events that are this and that in turn, of a thousand; ten times both on the old arm. */
    private static Calibration.Windows alternating(int looks, long even, long odd) {
        var windows = new StreamWindows(1);
        return new Calibration.Windows() {
            @Override
            public int looks() {
                return looks;
            }

            @Override
            public StreamWindows at(int look) {
                windows.setCanary(0, 1000, look % 2 == 0 ? even : odd);
                windows.setOld(0, 10000, 5 * (even + odd));
                return windows;
            }
        };
    }

    private static Calibration.Windows table(JsonNode windows) {
        var at = new StreamWindows(windows.size());
        return new Calibration.Windows() {
            @Override
            public int looks() {
                return windows.get(0).size();
            }

            @Override
            public StreamWindows at(int look) {
                at.clear();
                for (int stream = 0; stream < windows.size(); stream++) {
                    JsonNode node = windows.get(stream).get(look);
                    if (!node.isNull()) {
                        Window window = Vectors.window(node);
                        at.setCanary(stream, window.canaryExposure(), window.canaryEvents());
                        at.setOld(stream, window.oldExposure(), window.oldEvents());
                    }
                }
                return at;
            }
        };
    }
}
