using Npgsql;

namespace Mantissa.Data.Runs;

/// <summary>How progress is written into the run's row, by heartbeats and by batches alike.</summary>
internal static class RunProgressSql
{
    /// <summary>Follows other assignments of an <c>update run set …</c>; empty without progress.</summary>
    public static string Assignments(RunProgress? progress) => progress is null
        ? ""
        : """
          , step = @step, total_steps = @total_steps, epoch = @epoch, images_per_second = @images_per_second, loss = @loss,
          peak_memory_bytes = greatest(peak_memory_bytes, nullif(@memory_bytes, 0))
          """;

    public static void AddTo(NpgsqlCommand command, RunLease lease, RunProgress? progress)
    {
        command.Parameters.AddWithValue("run", lease.RunId);
        command.Parameters.AddWithValue("token", lease.Token);
        if (progress is null)
            return;
        command.Parameters.AddWithValue("step", progress.Step);
        command.Parameters.AddWithValue("total_steps", progress.TotalSteps);
        command.Parameters.AddWithValue("epoch", progress.Epoch);
        command.Parameters.AddWithValue("images_per_second", progress.ImagesPerSecond);
        command.Parameters.AddWithValue("loss", progress.Loss);
        command.Parameters.AddWithValue("memory_bytes", progress.MemoryBytes);
    }
}
