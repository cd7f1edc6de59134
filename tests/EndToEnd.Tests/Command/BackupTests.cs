using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mantissa.Testing;

namespace Mantissa.EndToEnd.Tests.Command;

/// <summary><c>mantissa backup</c> of a platform that is up, and <c>mantissa restore</c> into a new data directory.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_platform_is_moved_by_a_backup()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "mantissa.backup");
        var port = CommandProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        await using var up = CommandProcess.Start("up", over: null, "--port", port);
        await up.WaitForAsync("Ready after");
        using var http = OperatorAccess.ClientOf($"http://127.0.0.1:{port}", up.Data.Path);
        var made = await http.PostAsJsonAsync("/api/v1/runs/external", new { name = "moved" });
        var id = (await made.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();

        await RunAsync(0, "holds everything", up, "backup", file);
        await RunAsync(1, "exists already", up, "backup", file);
        await RunAsync(1, "stop it first", up, "restore", file);
        up.Signal(CommandProcess.Interrupt);
        await up.WaitForExitAsync();
        await RunAsync(1, "not empty", up, "restore", file);

        await using var restored = CommandProcess.Start("restore", over: null, file);
        await restored.WaitForExitAsync();
        restored.ExitCode.ShouldBe(0, restored.Output);
        await using var again = CommandProcess.Start("up", over: restored, "--port", port);
        await again.WaitForAsync("Ready after");
        using var after = OperatorAccess.ClientOf($"http://127.0.0.1:{port}", restored.Data.Path);
        (await after.GetFromJsonAsync<JsonObject>($"/api/v1/runs/{id}"))!["name"]!.GetValue<string>().ShouldBe("moved");
    }

    private static async Task RunAsync(int status, string words, CommandProcess over, string command, string file)
    {
        await using var process = CommandProcess.Start(command, over, file);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(status, process.Output);
        process.Output.ShouldContain(words);
    }
}
