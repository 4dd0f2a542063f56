Register-ArgumentCompleter -Native -CommandName tweetarchive -ScriptBlock {
    param($word, $line, $position)
    $rest = $line.ToString() -replace '^\S+\s*', ''
    if ($rest.Length -gt 0 -and $word -eq '') { $rest += ' ' }
    tweetarchive "[suggest:$($rest.Length)]" $rest 2> $null | Where-Object { $_ -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
