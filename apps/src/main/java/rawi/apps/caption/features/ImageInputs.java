package rawi.apps.caption.features;

import rawi.apps.caption.network.CaptionNetwork;

/**
 * The images of a set, by their numbers, in the form in which a network takes them: features
 * (images, places, channels), or pixels (images, height, width, channels) for an encoder that
 * learns.
 */
public interface ImageInputs extends CaptionNetwork.Gallery {}
