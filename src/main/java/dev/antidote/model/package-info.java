/**
 * The engine room: base models in Hugging Face directories, the tokenizer, LoRA adapters in PEFT's layout, and encoders that run
 * as TorchScript programs whose weights are arguments. No tensor leaves this package; its interface is token ids and float arrays.
 *
 * <pre>
 * directory -- BaseModel --&gt; weights --+-- TrainableEncoder (LoRA, AdamW) -- Adapter --+
 *                                      |                                              |
 *                                      +------------------- Encoder &lt;-----------------+  (merged, fp32 or bf16)
 * text -- TextTokenizer --&gt; token ids ------------------------^
 * </pre>
 *
 * <p>Everything that touches the engine runs on the one thread of {@link dev.antidote.model.EngineRuntime}, so that any thread may
 * call and the process can end in order.
 */
@NullMarked
package dev.antidote.model;

import org.jspecify.annotations.NullMarked;
