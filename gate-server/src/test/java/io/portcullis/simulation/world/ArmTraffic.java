package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Cell;

/** One arm, or pair of arms, of a site: its part of the traffic and what a look counted. */
public final class ArmTraffic {

    private final Cell cell;
    private final double share;
    private final double bias;
    private final int[] canaryRegions;
    private long exposure;
    private long events;

    /**
     * An arm.
     *
     * @param bias lasting factor of its error rate
     * @param canaryRegions numbers of the regions whose canary servers take part
     */
    ArmTraffic(Cell cell, double share, double bias, int... canaryRegions) {
        this.cell = cell;
        this.share = share;
        this.bias = bias;
        this.canaryRegions = canaryRegions.clone();
    }

    public Cell cell() {
        return cell;
    }

    /** Part of the site's traffic. */
    public double share() {
        return share;
    }

    /** Whether the new version takes part. */
    public boolean hasCanary() {
        return canaryRegions.length > 0;
    }

    /** Exposure of the look played last. */
    public long exposure() {
        return exposure;
    }

    /** Events of the look played last. */
    public long events() {
        return events;
    }

    /** Factor of this look: what few servers have of their own, and what they share. */
    double noise(Moment moment, Noise noise, Draws draws) {
        if (!hasCanary()) {
            return 1;
        }
        double factor = bias * draws.noise(noise.canaryOwnVariation());
        for (int region : canaryRegions) {
            factor *= moment.canaryFactor(region);
        }
        return factor;
    }

    void count(long attempts, long bad) {
        exposure = attempts;
        events = bad;
    }
}
