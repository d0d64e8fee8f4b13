package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.simulation.rule.Call;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.World;

/**
 * One stage from its opening until it proceeds, aborts, or its time is over.
 *
 * @param decidable whether its preview promised a decision
 * @param call that ended it; WAIT or ENVIRONMENT when time did
 * @param look of that call
 * @param environmentAt first look held for the environment; 0 for none
 * @param last findings
 */
record StageRun(
        boolean decidable,
        StagePreview preview,
        Call call,
        int look,
        int environmentAt,
        LookFindings last) {

    /** Plays a stage whose bake is given, for at most some looks. */
    static StageRun play(Setting setting, long seed, int bakeLooks, int looksMax) {
        var world = new World(setting, seed);
        EvidenceBefore before = world.before(Watched.LOOKS_BEFORE);
        Gate gate = Gate.start(Gate.plan(setting, bakeLooks), before);
        StagePreview preview = gate.preview();
        int environmentAt = 0;
        Call call = Call.WAIT;
        int look = 0;
        while (look < looksMax && !call.aborts() && call != Call.PROCEED) {
            look++;
            call = Call.of(gate.look(look, world.next()));
            if (call == Call.ENVIRONMENT && environmentAt == 0) {
                environmentAt = look;
            }
        }
        return new StageRun(
                preview.decidable(), preview, call, look, environmentAt, gate.findings());
    }

    boolean proceeds() {
        return call == Call.PROCEED;
    }
}
