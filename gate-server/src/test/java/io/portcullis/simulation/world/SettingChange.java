package io.portcullis.simulation.world;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Map;
import java.util.Set;

/** Builds a {@link Setting} from another; the components keep its names. */
public final class SettingChange {

    private Noise noise;
    private final Topology topology;
    private double requestsPerSecond;
    private double canaryShare;
    private int touched;
    private double requestRate;
    private double acquireRate;
    private double rateSpread;
    private Map<Place, Double> fixedRates;
    private Fault fault;
    private double drift;
    private double missingShare;
    private double dayAmplitude;
    private int warmUpLooks;
    private double probesPerLook;
    private double lookSeconds;
    private Set<SignalName> signals;

    SettingChange(Setting from) {
        noise = from.noise();
        topology = from.topology();
        requestsPerSecond = from.requestsPerSecond();
        canaryShare = from.canaryShare();
        touched = from.touched();
        requestRate = from.requestRate();
        acquireRate = from.acquireRate();
        rateSpread = from.rateSpread();
        fixedRates = from.fixedRates();
        fault = from.fault();
        drift = from.drift();
        missingShare = from.missingShare();
        dayAmplitude = from.dayAmplitude();
        warmUpLooks = from.warmUpLooks();
        probesPerLook = from.probesPerLook();
        lookSeconds = from.lookSeconds();
        signals = from.signals();
    }

    @CanIgnoreReturnValue
    public SettingChange noise(Noise value) {
        noise = value;
        return this;
    }

    /** Requests per second of each region. */
    @CanIgnoreReturnValue
    public SettingChange traffic(double perSecond) {
        requestsPerSecond = perSecond;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange canaryShare(double share) {
        canaryShare = share;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange touched(int senders) {
        touched = senders;
        return this;
    }

    /** Median error rates of requests and of acquires, and their log-sd between places. */
    @CanIgnoreReturnValue
    public SettingChange rates(double requests, double acquires, double spread) {
        requestRate = requests;
        acquireRate = acquires;
        rateSpread = spread;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange fixedRates(Map<Place, Double> rates) {
        fixedRates = rates;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange fault(Fault value) {
        fault = value;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange drift(double factor) {
        drift = factor;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange missing(double share) {
        missingShare = share;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange dayAmplitude(double amplitude) {
        dayAmplitude = amplitude;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange warmUp(int looks) {
        warmUpLooks = looks;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange probes(double perLook) {
        probesPerLook = perLook;
        return this;
    }

    @CanIgnoreReturnValue
    public SettingChange lookSeconds(double seconds) {
        lookSeconds = seconds;
        return this;
    }

    /** Only this signal is played. */
    @CanIgnoreReturnValue
    public SettingChange only(SignalName signal) {
        signals = Set.of(signal);
        return this;
    }

    /** The setting. */
    public Setting done() {
        return new Setting(
                noise,
                topology,
                requestsPerSecond,
                canaryShare,
                touched,
                requestRate,
                acquireRate,
                rateSpread,
                fixedRates,
                fault,
                drift,
                missingShare,
                dayAmplitude,
                warmUpLooks,
                probesPerLook,
                lookSeconds,
                signals);
    }
}
