namespace Mantissa.Training;

/// <summary>How far a session is.</summary>
/// <param name="Step">Optimizer steps done (generator steps for a GAN).</param>
/// <param name="TotalSteps">Steps that the session will do in all.</param>
/// <param name="Epoch">Passes over the training images, fraction included.</param>
/// <param name="ImagesPerSecond">Training images consumed per second since the last report.</param>
/// <param name="Loss">The latest loss that the trainer minimises.</param>
public readonly record struct TrainingProgress(long Step, long TotalSteps, double Epoch, double ImagesPerSecond, double Loss);
