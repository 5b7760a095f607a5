package rawi.apps.caption;

import rawi.apps.caption.network.DecoderConfig;
import rawi.vision.applications.Preprocessing;

/**
 * What a saved captioner must know of itself beside its weights and words.
 *
 * @param lang of its captions
 * @param encoder what it is called on the command line, or its file
 * @param preprocessing of pixels from 0 to 255
 * @param encoderIdentity hash of the encoder's file; empty where it learnt with its decoder
 * @param decoder what each decoder is made of
 * @param members how many decoders
 * @param beam captions kept open in a search
 * @param lengthPower how the length counts in a search
 * @param maxWords most words of a caption
 */
record CaptionConfig(
    String lang,
    String encoder,
    Preprocessing preprocessing,
    String encoderIdentity,
    DecoderConfig decoder,
    int members,
    int beam,
    double lengthPower,
    int maxWords) {}
