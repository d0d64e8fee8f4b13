package io.portcullis.kernel.evidence;

/** Where evidence is counted: a region, or a link between two regions. */
public sealed interface Place permits Region, Link {}
