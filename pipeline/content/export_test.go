package content

const KeyZ = keyZ
