/** What every runner of probes and every store of their results must do. */
@NullMarked
package io.portcullis.port.probe;

import org.jspecify.annotations.NullMarked;
