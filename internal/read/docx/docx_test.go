package docx

import "taizhang/pipeline/document"

var document0 = document.Source{Path: "test.docx"}
