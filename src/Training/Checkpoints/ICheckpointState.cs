using System.Text.Json.Nodes;

namespace Mantissa.Training.Checkpoints;

/// <summary>State, beside tensors, that decides what a training session does next.</summary>
internal interface ICheckpointState
{
    JsonObject SaveState();

    /// <summary>Replaces the state by what <see cref="SaveState"/> returned, exactly.</summary>
    void LoadState(JsonObject state);
}
